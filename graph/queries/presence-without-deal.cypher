// Where was a vendor's technology present or detected without any documented sale to that country?
// A presence is not a sale, nor is a refused licence: these are leads, not findings.
// param seller: Vendor = "" — vendor; all where empty
// param importer: Country = "" — country; all where empty
MATCH (v:Vendor)<-[:SELLER]-(d:Deal)-[:DESTINATION]->(c:Country)
WHERE ($seller = '' OR v.id = $seller) AND ($importer = '' OR c.id = $importer)
WITH v, c, count(DISTINCT CASE WHEN d.kind IN ['presence', 'detection'] THEN d.id END) AS presences,
     count(DISTINCT CASE WHEN d.kind IN ['presence', 'detection'] OR d.status = 'refused' THEN null
                           ELSE d.id END) AS deals
WHERE presences > 0 AND deals = 0
RETURN v.name AS vendor, c.iso3 AS country, presences, v.id AS vendor_id
ORDER BY vendor_id, country
