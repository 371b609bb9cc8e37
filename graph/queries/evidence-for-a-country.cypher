// Which deals, with which source, support that a country uses a technology?
// One row a vendor and source. `kind` says what was seen: a presence or a detection is no sale.
// param country: Country = country:KEN — country that the technology went to or was found in
// param technology: Technology = "" — technology, narrower ones included; any where empty
// param exporter: Country = "" — country of the vendor; any where empty
MATCH (d:Deal)-[:DESTINATION]->(c:Country {id: $country})
OPTIONAL MATCH (d)-[:TECHNOLOGY]->(:Technology)-[:BROADER*0..6]->(t:Technology {id: $technology})
WITH d, count(t) AS fitting
WHERE $technology = '' OR fitting > 0
OPTIONAL MATCH (d)-[:SELLER]->(v:Vendor)
OPTIONAL MATCH (v)-[:COUNTRY]->(home:Country)
WITH d, v, home
WHERE $exporter = '' OR home.id = $exporter
OPTIONAL MATCH (d)-[:PRODUCT]->(p:Product)
UNWIND d.sources AS source
RETURN d.id AS deal, d.kind AS kind, d.status AS status, d.start AS since,
       d.disclosed AS disclosed, v.name AS vendor, home.iso3 AS vendor_country, p.name AS product,
       d.pairing AS pairing, source, d.grade AS grade
ORDER BY deal, vendor, vendor_country, product, source
