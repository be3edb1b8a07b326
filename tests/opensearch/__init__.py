"""A cluster of OpenSearch on loopback, for the tests."""
