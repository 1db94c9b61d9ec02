"""The ways to edit that every report compares: none at all, plain signal processing, speaking anew, and ours."""
