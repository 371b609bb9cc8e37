// Which deals came within some years of unrest in the importing country?
// Unrest is not in the starter graph: load a source of it first (`panoptrade load unrest`).
// That one follows the other does not say that it caused it.
// param measure: text = mm-protests — what is measured; see `panoptrade ontology Unrest`
// param at_least: number = 10 — smallest value of the measure
// param before: integer = 0 — years that the deal may come before the unrest
// param after: integer = 2 — years that the deal may come after it
MATCH (u:Unrest)-[:COUNTRY]->(c:Country)
WHERE u.measure = $measure AND u.value >= $at_least
MATCH (c)<-[:DESTINATION]-(d:Deal)
WITH u, c, d, coalesce(d.start_year, d.disclosed_year) AS year
WHERE year >= u.year - $before AND year <= u.year + $after
OPTIONAL MATCH (d)-[:SELLER]->(v:Vendor)
OPTIONAL MATCH (v)-[:COUNTRY]->(h:Country)
RETURN c.iso3 AS country, u.year AS unrest_year, u.value AS unrest, year, d.kind AS kind,
       v.name AS vendor, h.iso3 AS vendor_country, d.grade AS grade, d.id AS deal
ORDER BY country, unrest_year, year, deal, vendor, vendor_country
