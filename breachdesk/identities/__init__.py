"""Whether what stands in rosters of pharmacies and patients can be true, and its one spelling."""
