// How many deals of each vendor rest on one source, on its own word, or on a presence alone?
// `without_thin` is what stays of its count when all three are dropped: compare the two ranks.
// param at_least: integer = 2 — fewest deals of the vendor
MATCH (v:Vendor)<-[:SELLER]-(d:Deal)
WITH DISTINCT v, d
WITH v, d, size(d.sources) = 1 AS alone, d.grade = 'vendor' AS own,
     d.kind IN ['presence', 'detection'] AS seen
WITH v, count(d.id) AS deals, sum(CASE WHEN alone THEN 1 ELSE 0 END) AS one_source,
     sum(CASE WHEN own THEN 1 ELSE 0 END) AS own_word,
     sum(CASE WHEN seen THEN 1 ELSE 0 END) AS presences,
     sum(CASE WHEN alone OR own OR seen THEN 0 ELSE 1 END) AS without_thin
WHERE deals >= $at_least
RETURN v.name AS vendor, deals, one_source, own_word, presences, without_thin, v.id AS vendor_id
ORDER BY deals DESC, vendor_id
