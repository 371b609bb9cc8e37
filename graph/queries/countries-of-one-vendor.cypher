// Which countries are known to have surveillance technology of a single vendor only?
// Only what is documented counts: that no other vendor is known does not mean that there is none.
// param min_deals: integer = 2 — fewest deals that must name the vendor
// param presences: boolean = true — count presences, detections and refused licences, which are no sales, as well
MATCH (c:Country)<-[:DESTINATION]-(d:Deal)-[:SELLER]->(v:Vendor)
WHERE $presences OR NOT (d.kind IN ['presence', 'detection'] OR coalesce(d.status = 'refused', false))
WITH c, count(DISTINCT v.id) AS vendors, count(DISTINCT d.id) AS deals,
     min(v.id) AS vendor_id, min(v.name) AS vendor
WHERE vendors = 1 AND deals >= $min_deals
RETURN c.iso3 AS country, c.name AS name, vendor, vendor_id, deals
ORDER BY deals DESC, country
