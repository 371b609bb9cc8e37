// Which deals in a technology have a known financier, and where did the money come from?
// The starter graph names no financier: load deals that do, such as projects under official loans.
// param technology: Technology = tech:urban-security-platform — technology, narrower ones included
// param lender: Country = "" — country of the financier; any where empty
MATCH (d:Deal)-[:FINANCIER]->(f:Vendor|Organization|Government)
MATCH (d)-[:TECHNOLOGY]->(:Technology)-[:BROADER*0..6]->(:Technology {id: $technology})
WITH DISTINCT d, f
OPTIONAL MATCH (f)-[:COUNTRY]->(l:Country)
WITH d, f, l
WHERE $lender = '' OR l.id = $lender
OPTIONAL MATCH (d)-[:DESTINATION]->(c:Country)
OPTIONAL MATCH (d)-[:SELLER]->(v:Vendor)
RETURN f.name AS financier, l.iso3 AS lender, c.iso3 AS destination, v.name AS vendor,
       d.kind AS kind, d.start AS date, d.value AS value, d.value_currency AS currency,
       d.grade AS grade, d.id AS deal
ORDER BY financier, lender, destination, date, deal, vendor
