"""What people do in due diligence; each act asks again whether the viewer may, and leaves a line in the audit log."""
