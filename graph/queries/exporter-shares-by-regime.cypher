// What share of the dated deals into each class of regime comes from each exporting country?
// The exporters of a deal are the countries that its source names; where it names none, those of
// its sellers. A deal of several exporters counts whole for each, so shares may exceed one
// together. `of` is the number of dated deals into the class; undated deals are in no row.
// param index: text = "" — index of regimes (row, polity, fh, aigs, eiu); all of them where empty
// param lag: integer = 1 — years before the deal that its importer is judged by
// param presences: boolean = true — count presences, detections and refused licences, which are no sales, as well
MATCH (d:Deal)-[:DESTINATION]->(c:Country)-[k:CLASSIFICATION]->(r:RegimeClass)
WHERE ($index = '' OR r.index = $index)
  AND k.year = coalesce(d.start_year, d.disclosed_year) - $lag
  AND ($presences OR NOT (d.kind IN ['presence', 'detection'] OR coalesce(d.status = 'refused', false)))
WITH r, collect(DISTINCT d) AS deals
WITH r, deals, size(deals) AS of
UNWIND deals AS d
OPTIONAL MATCH (d)-[:ORIGIN]->(o:Country)
WITH r, of, d, collect(DISTINCT o.iso3) AS named
OPTIONAL MATCH (d)-[:SELLER]->(:Vendor)-[:COUNTRY]->(h:Country)
WITH r, of, d, named, collect(DISTINCT h.iso3) AS homes
UNWIND CASE WHEN size(named) > 0 THEN named WHEN size(homes) > 0 THEN homes ELSE ['unknown'] END
  AS exporter
WITH r, of, exporter, count(DISTINCT d.id) AS deals
RETURN r.index AS index, r.order AS level, r.name AS regime, exporter, deals, of,
       round(1.0 * deals / of, 4) AS share
ORDER BY index, level, deals DESC, exporter
