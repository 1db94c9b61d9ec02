"""Changes recordings of people: gain, repair, and the damage that repair is measured against."""
