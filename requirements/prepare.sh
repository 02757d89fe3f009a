#!/bin/sh
# Prepares .venv: sh requirements/prepare.sh KIND. Does nothing when all is current. ./run and ./test call it.
#   runtime   what An Sinh needs          fast    with Numba, for the compiled kernel; ./run keeps it from then on
#   dev       for ./test                  peers   as dev, with what the engine is measured beside, for ./test --long
set -eu
kind=$1
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
venv=.venv
export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1 UV_NO_PROGRESS=1 UV_LINK_MODE=copy

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for name in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    say 'Cần Python 3.11 trở lên (trên Debian: apt-get install python3 python3-venv).'
    exit 1
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
            say 'Thiếu gói python3-venv: hãy chạy apt-get install python3-venv.'
            exit 1
        fi
        say '• Cài python3-venv…'
        apt-get update -qq >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >&2
    fi
    rm -rf "$venv"
    "$python" -m venv "$venv"
}

files_of() {
    case "$1" in
        runtime) echo requirements/runtime.txt ;;
        fast) echo requirements/runtime.txt requirements/fast.txt ;;
        dev) echo requirements/runtime.txt requirements/dev.txt ;;
        peers) echo requirements/runtime.txt requirements/dev.txt requirements/peers.txt ;;
        *) say "Không hiểu: $1 (runtime, fast, dev, peers)"; exit 2 ;;
    esac
}

stamp_of() { cat requirements/tools.txt $(files_of "$1") | sha256sum | cut -d' ' -f1; }

serving() { # kinds of environment that have all of it
    case "$1" in
        runtime) echo runtime fast dev peers ;;
        fast) echo fast dev peers ;;
        dev) echo dev peers ;;
        peers) echo peers ;;
    esac
}

files_of "$kind" >/dev/null

# two ./run at once: the second waits until the first has installed everything
if command -v flock >/dev/null 2>&1; then
    exec 9>"requirements/.lock"
    flock 9
fi

if ! "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say '• Tạo môi trường Python (.venv)…'
    make_venv
fi

have=$(cat "$venv/.installed" 2>/dev/null || true)
current=
for each in $(serving "$kind"); do
    [ "$have" != "$(stamp_of "$each")" ] || current=1
done
if [ -z "$current" ]; then
    # who once asked for the compiled kernel keeps it
    [ "$kind" != runtime ] || ! ls "$venv"/lib/python*/site-packages/numba/__init__.py >/dev/null 2>&1 || kind=fast
    say '• Cài các thư viện đã ghim phiên bản và kiểm mã băm…'
    "$venv/bin/python" -m pip install -q --require-hashes -r requirements/tools.txt >&2
    "$venv/bin/uv" pip sync -q --python "$venv/bin/python" --require-hashes $(files_of "$kind") >&2
    stamp_of "$kind" > "$venv/.installed"
fi

cat > "$venv/bin/ansinh.new" <<'EOF'
#!/bin/sh
root=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")/../.." && pwd)
export PYTHONPATH="$root${PYTHONPATH:+:$PYTHONPATH}"
exec "$root/.venv/bin/python" -P -m ansinh "$@"
EOF
chmod +x "$venv/bin/ansinh.new"
mv "$venv/bin/ansinh.new" "$venv/bin/ansinh"
