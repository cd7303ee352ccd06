"""The register of bodies: akimats, departments, contractors, employers, and the posts in them."""
