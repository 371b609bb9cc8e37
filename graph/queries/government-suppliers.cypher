// Who supplies a government, as far as is documented?
// Deals that name the government or an agency of it as the buyer. `kinds` are counted apart: a
// presence or a detection is no sale.
// param government: Government = gov:KEN — government
MATCH (g:Government)-[:PART_OF*0..3]->(:Government {id: $government})
MATCH (g)<-[:BUYER]-(d:Deal)-[:SELLER]->(v:Vendor)
WITH DISTINCT v, d
OPTIONAL MATCH (v)-[:COUNTRY]->(h:Country)
WITH v, d, min(h.iso3) AS vendor_country
RETURN v.name AS vendor, vendor_country, d.kind AS kind, count(d.id) AS deals,
       min(coalesce(d.start_year, d.disclosed_year)) AS first_year,
       max(coalesce(d.start_year, d.disclosed_year)) AS last_year, v.id AS vendor_id
ORDER BY vendor, vendor_id, kind
