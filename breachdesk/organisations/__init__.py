"""Bodies a DPO serves: who they are for the CNIL, and who is what there."""
