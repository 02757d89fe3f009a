"""Seal the scans that lie open, one by one, each kept; called again after a kill, it goes on with what is left."""

from django.core.files.storage import default_storage
from django.db import connection, migrations

from ansinh.kernel.crash import crash_here
from ansinh.kernel.joined_operations import RunWithoutModels
from ansinh.kernel.sealing.files import KEY_KIND, Kept, pieces_of, seal_file
from ansinh.kernel.sealing.sealing_up import told
from ansinh.kernel.sealing.values import seal_all

OPEN = "giay-to"
LEFT = """
SELECT id, open_scan FROM registry_change_request AS r
WHERE open_scan <> '' AND NOT EXISTS (SELECT FROM registry_request_scan WHERE request_id = r.id) ORDER BY id
"""
KEEP = """
INSERT INTO registry_request_scan (request_id, type, size, sha256, key, stored) VALUES (%s, %s, %s, %s, %s, %s)
"""


def seal(apps, schema_editor):
    with connection.cursor() as cursor:
        cursor.execute(LEFT)
        for pk, path in cursor.fetchall():
            digest, _, ending = path.rpartition("/")[2].rpartition(".")
            sha256 = digest.partition("_")[0]
            kept = Kept(path, "", 0, sha256)
            if default_storage.exists(path):
                with default_storage.open(path) as stream:
                    kept = seal_file(pieces_of(stream), f"tin-moi/{pk}/{sha256}")
            else:
                told(f"tin {pk}: bản chụp {path} không còn trong thư mục dữ liệu")
            (key,) = seal_all(KEY_KIND, [kept.key or None], width=64)
            cursor.execute(KEEP, [pk, ending, kept.size, kept.sha256, key or "", kept.stored])
            crash_here("seal.request_scan")
    _take_away_open()


def _take_away_open():
    """What is sealed, and scans of drafts that another one took the place of."""
    names = default_storage.listdir(OPEN)[1] if default_storage.exists(OPEN) else []
    for name in names:
        default_storage.delete(f"{OPEN}/{name}")
    if names:
        told(f"{OPEN}: {len(names)} bản chụp đã mã hóa hoặc đã bỏ")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("registry", "0015_request_scans")]

    operations = [RunWithoutModels(seal, RunWithoutModels.noop)]
