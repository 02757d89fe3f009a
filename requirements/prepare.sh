#!/bin/sh
# Prepares .venv: sh requirements/prepare.sh KIND…, for ./run runtime, for ./test dev, and what is asked for besides:
#   fast    Numba, for the compiled kernel         spark   determine on Spark
#   peers   what the engine is measured beside      sign    pyHanko, for digital signatures on documents
# Does nothing when all is current; what was asked for once stays.
set -eu
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

wanted='tools runtime'
for kind; do
    case "$kind" in
        runtime) ;;
        dev | fast | sign | spark | peers) wanted="$wanted $kind" ;;
        *) say "Không hiểu tham số: $kind (chỉ có runtime, dev, fast, sign, spark, peers)"; exit 2 ;;
    esac
done

# .installed holds a line of sha256sum for each file of requirements
is_current() {
    for name in $wanted; do
        sha256sum "requirements/$name.txt" | grep -qxFf - "$venv/.installed" 2>/dev/null || return 1
    done
}

# two ./run at once: the second waits until the first has installed everything
if command -v flock >/dev/null 2>&1; then
    exec 9>"requirements/.lock"
    flock 9
fi

if ! "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say '• Tạo môi trường Python (.venv)…'
    make_venv
fi

if ! is_current; then
    for name in dev fast sign spark peers; do
        case " $wanted " in *" $name "*) continue ;; esac
        if grep -q "requirements/$name.txt" "$venv/.installed" 2>/dev/null; then wanted="$wanted $name"; fi
    done
    say '• Cài các thư viện đã ghim phiên bản và kiểm mã băm…'
    "$venv/bin/python" -m pip install -q --require-hashes -r requirements/tools.txt >&2
    files=
    for name in $wanted; do
        if [ "$name" != tools ]; then files="$files requirements/$name.txt"; fi
    done
    # shellcheck disable=SC2086  # a list of names without spaces
    "$venv/bin/uv" pip sync -q --python "$venv/bin/python" --require-hashes $files >&2
    for name in $wanted; do sha256sum "requirements/$name.txt"; done > "$venv/.installed.new"
    mv "$venv/.installed.new" "$venv/.installed"
fi

cat > "$venv/bin/ansinh.new" <<'EOF'
#!/bin/sh
root=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")/../.." && pwd)
export PYTHONPATH="$root${PYTHONPATH:+:$PYTHONPATH}"
exec "$root/.venv/bin/python" -P -m ansinh "$@"
EOF
chmod +x "$venv/bin/ansinh.new"
mv "$venv/bin/ansinh.new" "$venv/bin/ansinh"
