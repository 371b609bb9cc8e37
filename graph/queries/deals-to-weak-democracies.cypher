// Which vendors are named in deals with autocracies and weak democracies, as an index classed them?
// The classes taken are those from `at_least` to `at_most`, 0 being the least democratic: of the index
// row, 0 to 1 are the autocracies and 2 the electoral democracies; of fh, 0 is Not Free and 1 Partly
// Free; of polity, 0 to 2 are all below its democracies. A deal is judged by its importer's class `lag`
// years before its start, or its disclosure where no start is known; a deal without any year is in
// no row, unless a year is assumed for it. `kind` says what was seen: a presence or a detection is no
// sale. Where `pairing` is possible, the source does not say which of its vendors brought which of
// its technologies.
// param technology: Technology = tech:commercial-spyware — technology of the deal, narrower ones included
// param index: text = row — index of regimes: row, polity, fh, aigs or eiu
// param at_least: integer = 0 — lowest class to take; 0 is the least democratic
// param at_most: integer = 1 — highest class to take
// param lag: integer = 1 — years before the deal
// param undated_as: integer = 0 — year to assume for deals that have none; 0 leaves them out
MATCH (d:Deal)-[:TECHNOLOGY]->(t:Technology)-[:BROADER*0..6]->(:Technology {id: $technology})
WITH DISTINCT d, coalesce(d.start_year, d.disclosed_year) AS known
WITH d, coalesce(known, $undated_as) AS year, known IS NULL AS assumed
WHERE year <> 0
MATCH (d)-[:DESTINATION]->(c:Country)-[k:CLASSIFICATION]->(r:RegimeClass)
WHERE r.index = $index AND r.order >= $at_least AND r.order <= $at_most AND k.year = year - $lag
MATCH (d)-[:SELLER]->(v:Vendor)
OPTIONAL MATCH (v)-[:COUNTRY]->(home:Country)
RETURN v.name AS vendor, home.iso3 AS vendor_country, c.iso3 AS destination, year,
       r.name AS regime, k.year AS regime_year, d.kind AS kind, d.status AS status,
       d.pairing AS pairing, assumed, d.grade AS grade, d.id AS deal, v.id AS vendor_id
ORDER BY vendor_country, vendor, destination, year, deal, vendor_id, regime
