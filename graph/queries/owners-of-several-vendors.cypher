// Which owners and investors connect two or more vendors of a technology, directly or in steps?
// A vendor is one of a technology where it, its products or its deals are said to be. `share_min`
// and the dates are with each ownership: this looks at all, ended or not.
// param technology: Technology = tech:commercial-spyware — technology, narrower ones included
// param at_least: integer = 2 — fewest vendors that an owner connects
MATCH (t:Technology)-[:BROADER*0..6]->(:Technology {id: $technology})
MATCH (t)<-[:TECHNOLOGY]-(x:Vendor|Product|Deal)
OPTIONAL MATCH (x)-[:MAKER|SELLER]->(y:Vendor)
WHERE x.pairing IS NULL OR x.pairing <> 'possible'
WITH DISTINCT CASE WHEN x:Vendor THEN x.id ELSE y.id END AS vendor_id
WHERE vendor_id IS NOT NULL
MATCH (v:Vendor {id: vendor_id})
MATCH (o:Vendor|Organization|Government|Person)-[:OWNERSHIP*1..3]->(v)
WHERE o.id <> v.id
WITH DISTINCT o, v
ORDER BY v.id
WITH o, collect(v.name) AS vendors
WHERE size(vendors) >= $at_least
OPTIONAL MATCH (o)-[:COUNTRY]->(h:Country)
WITH o, vendors, min(h.iso3) AS owner_country
RETURN o.name AS owner, labels(o)[0] AS class, owner_country, size(vendors) AS count, vendors,
       o.id AS owner_id
ORDER BY count DESC, owner_id
