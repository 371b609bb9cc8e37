// Which intermediaries stand alone between a restricted vendor and a government that buys?
// An intermediary is named by the deal, or is a customer of the vendor (a reseller, a broker, a
// maker that builds its parts in) which itself sold to the government. No row is given where the
// vendor also sold there without one, or through another. A supply says that such a path exists,
// and not that what the government bought holds the vendor's goods: see `path`.
// param programme: Programme = "" — list that the vendor is on; any where empty
MATCH (s:Sanction)-[:PROGRAMME]->(r:Programme)
WHERE $programme = '' OR r.id = $programme
MATCH (s)-[:TARGET]->(v:Vendor)
WITH DISTINCT v
OPTIONAL MATCH (v)-[:SUPPLY]->(m:Vendor)<-[:SELLER]-(d:Deal)-[:BUYER]->(g:Government)
WHERE m.id <> v.id
WITH v, collect(DISTINCT {m: m.id, g: g.id, d: d.id, path: 'supply'}) AS supplied
OPTIONAL MATCH (v)<-[:SELLER]-(d:Deal)-[:INTERMEDIARY]->(m:Vendor)
OPTIONAL MATCH (d)-[:BUYER]->(g:Government)
WITH v, supplied, collect(DISTINCT {m: m.id, g: g.id, d: d.id, path: 'deal'}) AS named
UNWIND supplied + named AS step
WITH v, step
WHERE step.m IS NOT NULL AND step.g IS NOT NULL
WITH v, step.g AS government, count(DISTINCT step.m) AS intermediaries, min(step.m) AS m_id,
     min(step.path) AS path, count(DISTINCT step.d) AS deals
WHERE intermediaries = 1
MATCH (m:Vendor {id: m_id})
OPTIONAL MATCH (v)<-[:SELLER]-(direct:Deal)-[:BUYER]->(:Government {id: government})
OPTIONAL MATCH (direct)-[:INTERMEDIARY]->(helper:Vendor)
WITH v, m, government, path, deals, direct, count(helper) AS helpers
WITH v, m, government, path, deals,
     sum(CASE WHEN direct IS NOT NULL AND helpers = 0 THEN 1 ELSE 0 END) AS straight
WHERE straight = 0
RETURN v.name AS vendor, m.name AS intermediary, government, path, deals, v.id AS vendor_id,
       m.id AS intermediary_id
ORDER BY vendor_id, government
