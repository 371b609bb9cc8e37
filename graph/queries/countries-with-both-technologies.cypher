// Which countries have deals in both of two technologies, and from how many origins?
// The origin is that of the deal where its source names one, else the country of its sellers.
// param first: Technology = tech:urban-security-platform — technology, narrower ones included
// param second: Technology = tech:intrusion — technology, narrower ones included
// param presences: boolean = true — count presences, detections and refused licences, which are no sales, as well
MATCH (c:Country)<-[:DESTINATION]-(d:Deal)-[:TECHNOLOGY]->(:Technology)-[:BROADER*0..6]->(t:Technology)
WHERE t.id IN [$first, $second] AND ($presences OR NOT (d.kind IN ['presence', 'detection'] OR coalesce(d.status = 'refused', false)))
WITH c, d, max(CASE WHEN t.id = $first THEN 1 ELSE 0 END) AS is_first,
     max(CASE WHEN t.id = $second THEN 1 ELSE 0 END) AS is_second
OPTIONAL MATCH (d)-[:ORIGIN]->(o:Country)
WITH c, d, is_first, is_second, collect(DISTINCT o.iso3) AS named
OPTIONAL MATCH (d)-[:SELLER]->(:Vendor)-[:COUNTRY]->(h:Country)
WITH c, d, is_first, is_second, named, collect(DISTINCT h.iso3) AS homes
WITH c, d, is_first, is_second, CASE WHEN size(named) > 0 THEN named ELSE homes END AS origins
UNWIND CASE WHEN size(origins) > 0 THEN origins ELSE [null] END AS origin
WITH c, count(DISTINCT CASE WHEN is_first = 1 THEN d.id END) AS first_deals,
     count(DISTINCT CASE WHEN is_second = 1 THEN d.id END) AS second_deals,
     count(DISTINCT origin) AS origins
WHERE first_deals > 0 AND second_deals > 0
RETURN c.iso3 AS country, c.name AS name, first_deals, second_deals, origins
ORDER BY origins DESC, country
