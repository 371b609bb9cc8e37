// Which countries are known to have surveillance technology from a single country only?
// The origin is that of the deal where its source names one, else the country of its sellers.
// Deals inside one country are left out. Only what is documented counts.
// param min_deals: integer = 2 — fewest deals that must come from there
// param presences: boolean = true — count presences, detections and refused licences, which are no sales, as well
MATCH (c:Country)<-[:DESTINATION]-(d:Deal)
WHERE $presences OR NOT (d.kind IN ['presence', 'detection'] OR coalesce(d.status = 'refused', false))
OPTIONAL MATCH (d)-[:ORIGIN]->(o:Country)
WITH c, d, collect(DISTINCT o.iso3) AS named
OPTIONAL MATCH (d)-[:SELLER]->(:Vendor)-[:COUNTRY]->(h:Country)
WITH c, d, named, collect(DISTINCT h.iso3) AS homes
UNWIND CASE WHEN size(named) > 0 THEN named ELSE homes END AS origin
WITH c, d, origin
WHERE origin <> c.iso3
WITH c, count(DISTINCT origin) AS origins, min(origin) AS origin, count(DISTINCT d.id) AS deals
WHERE origins = 1 AND deals >= $min_deals
RETURN c.iso3 AS country, c.name AS name, origin, deals
ORDER BY deals DESC, country
