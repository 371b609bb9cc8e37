// Who supplies components, products or services to the parties on a list of restrictions?
// param programme: Programme = programme:us-bis-entity-list — list that the customer is on
MATCH (s:Sanction)-[:PROGRAMME]->(:Programme {id: $programme})
MATCH (s)-[:TARGET]->(b:Vendor|Organization)
WITH DISTINCT b
MATCH (a:Vendor|Organization|Person)-[u:SUPPLY]->(b)
OPTIONAL MATCH (a)-[:COUNTRY]->(h:Country)
RETURN a.name AS supplier, h.iso3 AS supplier_country, b.name AS customer, u.kind AS kind,
       u.start AS since, u.as_of AS as_of, u.grade AS grade, u.id AS supply
ORDER BY supplier_country, supplier, customer, supply
