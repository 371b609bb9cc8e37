// What is known of a vendor: its owners and assets, supplies, deals, restrictions and other names?
// One row a fact. `kind` says what was seen: a presence or a detection is no sale.
// param vendor: Vendor|Organization = org:hikvision — vendor
CALL () {
  MATCH (v:Vendor|Organization {id: $vendor})<-[w:OWNERSHIP]-(o:Vendor|Organization|Government|Person)
  RETURN 'owned by' AS fact, o.name AS other, w.kind AS kind, w.start AS since, w.end AS until, w.grade AS grade, w.id AS record
  UNION
  MATCH (v:Vendor|Organization {id: $vendor})-[w:OWNERSHIP]->(o:Vendor|Organization|Government)
  RETURN 'owns' AS fact, o.name AS other, w.kind AS kind, w.start AS since, w.end AS until, w.grade AS grade, w.id AS record
  UNION
  MATCH (v:Vendor|Organization {id: $vendor})-[w:SUPPLY]->(o:Vendor|Organization|Government|Person)
  RETURN 'supplies' AS fact, o.name AS other, w.kind AS kind, w.start AS since, w.end AS until, w.grade AS grade, w.id AS record
  UNION
  MATCH (v:Vendor|Organization {id: $vendor})<-[w:SUPPLY]-(o:Vendor|Organization|Government|Person)
  RETURN 'supplied by' AS fact, o.name AS other, w.kind AS kind, w.start AS since, w.end AS until, w.grade AS grade, w.id AS record
  UNION
  MATCH (v:Vendor|Organization {id: $vendor})-[w:SUCCESSION]->(o:Vendor|Organization)
  RETURN 'became' AS fact, o.name AS other, w.kind AS kind, w.date AS since, null AS until, w.grade AS grade, w.id AS record
  UNION
  MATCH (v:Vendor|Organization {id: $vendor})<-[w:SUCCESSION]-(o:Vendor|Organization)
  RETURN 'was before' AS fact, o.name AS other, w.kind AS kind, w.date AS since, null AS until, w.grade AS grade, w.id AS record
  UNION
  MATCH (v:Vendor|Organization {id: $vendor})<-[:TARGET]-(s:Sanction)-[:PROGRAMME]->(o:Programme)
  RETURN 'restricted under' AS fact, o.name AS other, o.scope AS kind, s.start AS since, s.end AS until, s.grade AS grade, s.id AS record
  UNION
  MATCH (v:Vendor {id: $vendor})<-[:SELLER]-(d:Deal)-[:DESTINATION]->(o:Country)
  RETURN 'seller in a deal to' AS fact, o.name AS other, d.kind AS kind, coalesce(d.start, d.disclosed) AS since, d.end AS until, d.grade AS grade, d.id AS record
  UNION
  MATCH (v:Vendor {id: $vendor})<-[:MAKER]-(o:Product)
  RETURN 'makes' AS fact, o.name AS other, null AS kind, null AS since, null AS until, o.grade AS grade, o.id AS record
}
RETURN fact, other, kind, since, until, grade, record
ORDER BY fact, other, since, record
