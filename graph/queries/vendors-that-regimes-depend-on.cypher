// Which vendors reach the most countries of a low class of regime, and where are they the only one?
// A first look at who matters: `countries` and `only_vendor_in` are what is documented to lose
// that vendor; a cut through several vendors at once needs an algorithm, not a query. Countries
// are judged by their class in one year, so that undated deals count too.
// param index: text = row — index of regimes: row, polity, fh, aigs or eiu
// param at_most: integer = 1 — highest order of a class to take; 0 is the least democratic
// param year: year = 2020 — year of the classes
// param presences: boolean = true — count presences, detections and refused licences, which are no sales, as well
MATCH (c:Country)-[k:CLASSIFICATION {year: $year}]->(r:RegimeClass)
WHERE r.index = $index AND r.order <= $at_most
MATCH (c)<-[:DESTINATION]-(d:Deal)-[:SELLER]->(v:Vendor)
WHERE $presences OR NOT (d.kind IN ['presence', 'detection'] OR coalesce(d.status = 'refused', false))
WITH c, collect(DISTINCT v.id) AS vendors
UNWIND vendors AS vendor_id
WITH vendor_id, count(c.id) AS countries,
     sum(CASE WHEN size(vendors) = 1 THEN 1 ELSE 0 END) AS only_vendor_in
MATCH (v:Vendor {id: vendor_id})
OPTIONAL MATCH (v)-[:COUNTRY]->(h:Country)
WITH v, countries, only_vendor_in, min(h.iso3) AS vendor_country
RETURN v.name AS vendor, vendor_country, countries, only_vendor_in, v.id AS vendor_id
ORDER BY only_vendor_in DESC, countries DESC, vendor_id
