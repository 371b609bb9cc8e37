// What share of the dated deals into each class of regime comes from each exporting country?
// The exporters of a deal are the countries that its source names; where it names none, those of
// its sellers. A deal of several exporters counts whole for each, so shares may exceed one
// together. `of` is the number of dated deals into the class; undated deals are in no row.
// param index: text = "" — index of regimes (row, polity, fh, aigs, eiu); all of them where empty
// param lag: integer = 1 — years before the deal that its importer is judged by
// param presences: boolean = true — count presences, detections and refused licences, which are no sales, as well
MATCH (d:Deal)-[:DESTINATION]->(c:Country)
WHERE coalesce(d.start_year, d.disclosed_year) IS NOT NULL
  AND ($presences OR NOT (d.kind IN ['presence', 'detection'] OR coalesce(d.status = 'refused', false)))
WITH c, d
OPTIONAL MATCH (d)-[:ORIGIN]->(o:Country)
WITH c, d, collect(DISTINCT o.iso3) AS named
OPTIONAL MATCH (d)-[:SELLER]->(:Vendor)-[:COUNTRY]->(h:Country)
WITH c, d, named, collect(DISTINCT h.iso3) AS homes
WITH c, coalesce(d.start_year, d.disclosed_year) - $lag AS year,
     collect({deal: d.id, exporters: CASE WHEN size(named) > 0 THEN named WHEN size(homes) > 0 THEN homes ELSE ['unknown'] END}) AS deals
MATCH (c)-[k:CLASSIFICATION]->(r:RegimeClass)
WHERE k.year = year AND ($index = '' OR r.index = $index)
UNWIND deals AS one
WITH DISTINCT r, one.deal AS deal, one.exporters AS exporters
WITH r, count(deal) AS of, collect(exporters) AS lists
UNWIND lists AS exporters
UNWIND exporters AS exporter
WITH r, of, exporter, count(*) AS deals
RETURN r.index AS index, r.order AS level, r.name AS regime, exporter, deals, of,
       round(1.0 * deals / of, 4) AS share
ORDER BY index, level, deals DESC, exporter
