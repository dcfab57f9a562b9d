"""Printed plan -> Plan: outline, metadata, agencies, assignments, coverage."""
