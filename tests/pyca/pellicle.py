"""Seals and opens blobs with pyca/cryptography alone, from SPEC.md.

Reads one JSON object from standard input and writes one to standard output.
  {"do": "open", "secret": hex, "password": text or null, "blob": hex}
    -> {"inner": hex, "view_token": hex} or {"error": text}
  {"do": "seal", "secret": hex, "password": text or null, "inner": hex}
    -> {"blob": hex}
"""

import hashlib
import hmac
import json
import os
import sys
import unicodedata

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

MAGIC = bytes.fromhex("89504c434c0d0a1a")


def keys(secret, password, password_salt):
    """K and T."""
    stretched = b""
    if password is not None:
        salt = hashlib.sha256(b"pellicle/v1 password salt\0" + secret + password_salt).digest()[:16]
        text = unicodedata.normalize("NFC", password).encode()
        stretched = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=64 * 1024).derive(text)
    prk = hmac.new(b"pellicle/v1", secret + stretched, hashlib.sha512).digest()
    expand = lambda label: HKDFExpand(hashes.SHA512(), 32, label).derive(prk)
    return expand(b"pellicle/v1 blob key"), expand(b"pellicle/v1 view token")


def verifier(view_token):
    return hashlib.sha256(b"pellicle/v1 view verifier\0" + view_token).digest()


def context(header):
    return b"pellicle/v1 blob\0" + header


def seal(secret, password, inner):
    password_salt = bytes(16) if password is None else os.urandom(16)
    key, view_token = keys(secret, password, password_salt)
    kdf = 0 if password is None else 1
    header = MAGIC + bytes([1, kdf]) + bytes(6) + password_salt + verifier(view_token)
    encryptor = Cobblestone256Encryptor(key, context(header))
    return {"blob": (header + encryptor.update(inner) + encryptor.finalize()).hex()}


def open_(secret, password, blob):
    header = blob[:64]
    if header[:9] != MAGIC + b"\1":
        return {"error": "not a blob of version 1"}
    key, view_token = keys(secret, password if header[9] == 1 else None, header[16:32])
    if header[32:] != verifier(view_token):
        return {"error": "the verifier is another's"}
    decryptor = Cobblestone256Decryptor(key, context(header))
    try:
        inner = decryptor.update(blob[64:]) + decryptor.finalize()
    except Exception as error:  # Whatever it is called, it did not open.
        return {"error": type(error).__name__}
    return {"inner": inner.hex(), "view_token": view_token.hex()}


def main():
    asked = json.load(sys.stdin)
    secret, password = bytes.fromhex(asked["secret"]), asked["password"]
    if asked["do"] == "seal":
        answer = seal(secret, password, bytes.fromhex(asked["inner"]))
    else:
        answer = open_(secret, password, bytes.fromhex(asked["blob"]))
    json.dump(answer, sys.stdout)


main()
