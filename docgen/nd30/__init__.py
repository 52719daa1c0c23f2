"""Nghị định 30/2020/NĐ-CP as data: kinds, components, page, prefixes, each with its clause."""
