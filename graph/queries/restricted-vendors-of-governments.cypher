// Which governments and agencies buy from vendors on a list, in countries of one class of regime?
// `restricted` is when the vendor came on the list: compare it with `year`. An agency is a
// government that is part of another; the starter graph knows national governments for the most.
// param programme: Programme = programme:us-bis-entity-list — list that the vendor is on
// param regime: RegimeClass = row:2 — class of the country, in the year before the deal
// param lag: integer = 1 — years before the deal
MATCH (s:Sanction)-[:PROGRAMME]->(:Programme {id: $programme})
MATCH (s)-[:TARGET]->(v:Vendor)<-[:SELLER]-(d:Deal)-[:BUYER]->(g:Government)
WITH v, d, g, min(s.start) AS restricted, coalesce(d.start_year, d.disclosed_year) AS year
MATCH (g)-[:COUNTRY]->(c:Country)-[k:CLASSIFICATION]->(:RegimeClass {id: $regime})
WHERE k.year = year - $lag
OPTIONAL MATCH (g)-[:PART_OF]->(above:Government)
WITH v, d, g, c, restricted, year, count(above) > 0 AS agency
RETURN c.iso3 AS country, g.name AS government, agency, v.name AS vendor, restricted, year,
       d.kind AS kind, d.grade AS grade, d.id AS deal
ORDER BY country, government, vendor, year, deal
