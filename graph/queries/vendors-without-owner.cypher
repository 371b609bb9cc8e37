// Which vendors with documented deals have no known owner or investor?
// None is known here; that does not mean that there is none.
// param min_deals: integer = 2 — fewest deals of the vendor
MATCH (v:Vendor)<-[:SELLER]-(d:Deal)
WITH v, count(DISTINCT d.id) AS deals
WHERE deals >= $min_deals
OPTIONAL MATCH (o:Vendor|Organization|Government|Person)-[:OWNERSHIP]->(v)
WITH v, deals, count(o) AS owners
WHERE owners = 0
OPTIONAL MATCH (v)-[:COUNTRY]->(h:Country)
WITH v, deals, min(h.iso3) AS vendor_country
RETURN v.name AS vendor, vendor_country, deals, v.id AS vendor_id
ORDER BY deals DESC, vendor_id
