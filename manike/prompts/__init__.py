"""What models are asked in words: templates in versions, tenants' own words, experiments."""
