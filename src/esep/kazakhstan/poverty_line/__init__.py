"""The poverty line (кедейлік шегі, черта бедности), in its versions by period."""
