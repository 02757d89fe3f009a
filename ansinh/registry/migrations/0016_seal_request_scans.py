"""Seal the scans that lie open, one by one, each kept; called again after a kill, it goes on with what is left."""

from django.core.files.storage import default_storage
from django.db import migrations

from ansinh.kernel.crash import crash_here
from ansinh.kernel.sealing.files import pieces_of, seal_file
from ansinh.kernel.sealing.sealing_up import told

OPEN = "giay-to"


def seal(apps, schema_editor):
    requests, scans = apps.get_model("registry", "ChangeRequest"), apps.get_model("registry", "RequestScan")
    left = requests.objects.exclude(open_scan=None).exclude(open_scan="").filter(scan=None)
    for pk, path in left.order_by("pk").values_list("pk", "open_scan"):
        digest, _, ending = path.rpartition("/")[2].rpartition(".")
        kept = {"type": ending, "size": 0, "sha256": digest.partition("_")[0], "key": "", "stored": path}
        if default_storage.exists(path):
            with default_storage.open(path) as stream:
                sealed = seal_file(pieces_of(stream), f"tin-moi/{pk}/{kept['sha256']}")
            kept |= {"size": sealed.size, "sha256": sealed.sha256, "key": sealed.key, "stored": sealed.stored}
        else:
            told(f"tin {pk}: bản chụp {path} không còn trong thư mục dữ liệu")
        scans.objects.create(request_id=pk, **kept)
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

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
