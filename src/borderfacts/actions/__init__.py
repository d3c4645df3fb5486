"""Mentions to actions."""
