"""Makes vector.tfstate, without any code of this project: python3 vector.py > vector.tfstate

key  = PBKDF2-HMAC-SHA512(passphrase, salt, 200000 rounds, 32 bytes)      (hashlib)
data = nonce, then AES-256-GCM(key, nonce, state, additional data)        (cryptography)
"""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PASSPHRASE = "a passphrase with ümlauts"
SALT = bytes(range(32))
NONCE = bytes(range(100, 112))
ADDITIONAL = bytes([1, 2, 255])
ROUNDS = 200_000
LINEAGE = "4f4dc1a8-0000-4000-8000-000000000001"


def encode(data):
    return base64.b64encode(data).decode()


state = json.dumps(
    {
        "version": 4,
        "terraform_version": "1.12.0",
        "serial": 7,
        "lineage": LINEAGE,
        "outputs": {"password": {"value": "open sesame", "type": "string", "sensitive": True}},
        "resources": [],
        "check_results": None,
    }
).encode()
key = hashlib.pbkdf2_hmac("sha512", PASSPHRASE.encode(), SALT, ROUNDS, 32)
meta = {"salt": encode(SALT), "iterations": ROUNDS, "hash_function": "sha512", "key_length": 32}
print(
    json.dumps(
        {
            "serial": 7,
            "lineage": LINEAGE,
            "meta": {"key_provider.pbkdf2.vector": encode(json.dumps(meta).encode())},
            "encrypted_data": encode(NONCE + AESGCM(key).encrypt(NONCE, state, ADDITIONAL)),
            "encryption_version": "v0",
        }
    )
)
