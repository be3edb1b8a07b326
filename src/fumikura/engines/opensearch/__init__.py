"""The engine on OpenSearch: a cluster that others run. The only place that imports opensearchpy."""
