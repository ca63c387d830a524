#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests, shows and packages RunCommandPS.
.DESCRIPTION
    Calls dotnet, Invoke-Pester, Invoke-ScriptAnalyzer and Publish-PSResource, and nothing else. Needs the .NET 10 SDK; Test and Spec
    need Pester 5 or 6 as well, and Check needs PSScriptAnalyzer. Publish-PSResource comes with PowerShell.
.PARAMETER Task
    Build    assembles the importable module in out/RunCommandPS/<version>/.
    Test     builds, and runs all tests; then the Pester specs on this pwsh, with the newest Pester that it finds.
    Spec     runs the Pester specs on this pwsh and on the module as it is in out/, without building.
    Check    looks for mistakes in the scripts.
    Demo     builds the module and runs the quick start in this pwsh.
    Package  builds afresh, then does what Pack does.
    Pack     packs the module as it is in out/, without building: RunCommandPS.<version>.nupkg for Publish-PSResource and
             Install-PSResource, RunCommandPS.<version>.zip for a folder of $env:PSModulePath, RELEASE_NOTES.md with this version's
             part of the changelog, and SHA256SUMS. With -CertificateThumbprint the module is signed first.
    Clean    removes what the other tasks made.
.PARAMETER Configuration
    Release (what is published) or Debug.
.PARAMETER Destination
    The folder that Pack writes to; out/ if not given.
.PARAMETER CertificateThumbprint
    Of a certificate for signing code, with its private key, in Cert:\CurrentUser\My. The module's own files are signed with it, and so is a
    file catalog of all files, RunCommandPS.cat. Windows only, because PowerShell signs and makes catalogs on Windows only. Without it there
    is no catalog either: Install-Module refuses a module whose catalog is not signed.
.PARAMETER TimestampServer
    The server whose word for the time keeps a signature valid after the certificate has expired.
.EXAMPLE
    ./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Spec', 'Check', 'Demo', 'Package', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    [string] $Destination = "$PSScriptRoot/out",

    [ValidatePattern('^[0-9A-Fa-f]{40}$')]
    [string] $CertificateThumbprint,

    [uri] $TimestampServer = 'http://timestamp.digicert.com'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$manifest = Import-PowerShellDataFile -LiteralPath "$PSScriptRoot/RunCommandPS.psd1"
$solution = "$PSScriptRoot/RunCommandPS.sln"
$out = "$PSScriptRoot/out"
$module = "$out/RunCommandPS/$($manifest.ModuleVersion)"

function Invoke-Dotnet([string[]] $ArgumentList) {
    dotnet @ArgumentList | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $ArgumentList failed with exit code $LASTEXITCODE."
    }
}

function ConvertTo-Literal([string] $Text) {
    "'" + $Text.Replace("'", "''") + "'"
}

# A process of its own: this session may have another build of the module loaded, and an assembly can't be unloaded. What it writes comes
# back as text, so that it formats that itself, with the module it has loaded.
function Invoke-Pwsh([string] $Script) {
    & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $Script | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "A pwsh process failed with exit code $LASTEXITCODE."
    }
}

function Clear-Output {
    if (Test-Path -LiteralPath $out) {
        Remove-Item -LiteralPath $out -Recurse -Force
    }
}

function Invoke-Build([string] $Configuration, [string[]] $Property = @()) {
    Invoke-Dotnet (@('build', $solution, '--configuration', $Configuration) + $Property)
}

function Invoke-Test([string] $Configuration) {
    Invoke-Dotnet 'test', '--solution', $solution, '--no-build', '--configuration', $Configuration
}

function Invoke-Spec {
    Invoke-Pwsh @"
Import-Module -Name Pester -MinimumVersion 5.0.0 -ErrorAction Stop
`$result = Invoke-Pester -Path $(ConvertTo-Literal "$PSScriptRoot/tests/Pester") -Output Detailed -PassThru
if (`$result.Result -ne 'Passed' -or `$result.PassedCount -eq 0) { exit 1 }
"@
}

function Invoke-Check {
    Import-Module -Name PSScriptAnalyzer -ErrorAction Stop
    $findings = 'build.ps1', 'RunCommandPS.psd1', 'tests', 'examples' | ForEach-Object {
        Invoke-ScriptAnalyzer -Path "$PSScriptRoot/$_" -Recurse
    }
    if ($findings) {
        $findings | Format-Table -Property Severity, RuleName, ScriptName, Line, Message -Wrap | Out-Host
        throw "PSScriptAnalyzer has $(@($findings).Count) findings."
    }
}

function Invoke-Demo {
    Invoke-Pwsh "& $(ConvertTo-Literal "$PSScriptRoot/examples/QuickStart/Start.ps1") $(ConvertTo-Literal "$module/RunCommandPS.psd1")"
}

function Invoke-Package([string] $Configuration) {
    # Afresh, so that nothing of an earlier build or version is in the package.
    Clear-Output
    # Images for whoever installs it, not only for this machine.
    Invoke-Build -Configuration $Configuration -Property '-p:ReadyToRunForAll=true'
    Invoke-Pack
}

function Invoke-Pack {
    if (-not (Test-Path -LiteralPath "$module/RunCommandPS.psd1")) {
        throw "There is no module in '$module'. Build it first: ./build.ps1 -Task Build."
    }

    if ($CertificateThumbprint) {
        Add-Signature -Certificate (Get-SigningCertificate)
    }

    $folder = (New-Item -ItemType Directory -Path $Destination -Force).FullName
    $name = "RunCommandPS.$($manifest.ModuleVersion)"
    Save-Nupkg -Folder $folder
    # The archive holds RunCommandPS/<version>/, so that unpacking it into a folder of $env:PSModulePath installs the module.
    Compress-Archive -Path "$out/RunCommandPS" -DestinationPath "$folder/$name.zip" -Force
    Set-Content -LiteralPath "$folder/RELEASE_NOTES.md" -Value (Get-ReleaseNote)
    # As sha256sum --check reads it.
    "$name.nupkg", "$name.zip" | ForEach-Object {
        (Get-FileHash -LiteralPath "$folder/$_" -Algorithm SHA256).Hash.ToLowerInvariant() + "  $_"
    } | Set-Content -LiteralPath "$folder/SHA256SUMS"
    "$name.nupkg", "$name.zip", 'SHA256SUMS', 'RELEASE_NOTES.md' | ForEach-Object { Get-Item -LiteralPath "$folder/$_" }
}

# Publishing to a folder is the one way of making a .nupkg that PSResourceGet has in every version of PowerShell since 7.4.
function Save-Nupkg([string] $Folder) {
    $repository = "RunCommandPS-$([guid]::NewGuid())"
    # Where these folders are missing, PSResourceGet and NuGet keep their settings in the current one.
    'LocalApplicationData', 'ApplicationData' | ForEach-Object { $null = [Environment]::GetFolderPath($_, 'Create') }
    $staging = New-Item -ItemType Directory -Path (Join-Path ([System.IO.Path]::GetTempPath()) $repository)
    Register-PSResourceRepository -Name $repository -Uri $staging.FullName -Trusted
    try {
        Publish-PSResource -Path $module -Repository $repository
        Move-Item -Path "$staging/RunCommandPS.$($manifest.ModuleVersion).nupkg" -Destination $Folder -Force
    }
    finally {
        Unregister-PSResourceRepository -Name $repository
        Remove-Item -LiteralPath $staging -Recurse -Force
    }
}

function Get-ReleaseNote {
    $version = [regex]::Escape($manifest.ModuleVersion)
    $changelog = Get-Content -LiteralPath "$PSScriptRoot/CHANGELOG.md" -Raw
    if ($changelog -notmatch "(?ms)^## v$version\b[^\n]*\n(.*?)(?=^## |\z)") {
        throw "CHANGELOG.md has no section '## v$($manifest.ModuleVersion)'."
    }

    $Matches[1].Trim()
}

function Get-SigningCertificate {
    if (-not $IsWindows) {
        throw 'PowerShell signs files and makes file catalogs on Windows only. Run this there, or leave -CertificateThumbprint out.'
    }

    $certificate = Get-Item -LiteralPath "Cert:\CurrentUser\My\$CertificateThumbprint"
    if (-not $certificate.HasPrivateKey) {
        throw "The private key of certificate $CertificateThumbprint is not on this computer."
    }

    $certificate
}

# Files of others are in the catalog, which is signed, and are left as their makers made them.
function Add-Signature([System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate) {
    $signing = @{ Certificate = $Certificate; HashAlgorithm = 'SHA256'; TimestampServer = $TimestampServer; IncludeChain = 'NotRoot' }
    $own = Get-ChildItem -LiteralPath $module -Recurse -File | Where-Object Name -Match '^RunCommandPS.*\.(dll|psd1|ps1xml)$'
    $catalog = "$module/RunCommandPS.cat"
    $signatures = @($own | Set-AuthenticodeSignature @signing)
    $null = New-FileCatalog -Path $module -CatalogFilePath $catalog -CatalogVersion 2
    $signatures += Set-AuthenticodeSignature -LiteralPath $catalog @signing
    $signatures | Where-Object Status -NE 'Valid' | ForEach-Object { throw "$($_.Path) could not be signed: $($_.StatusMessage)" }
    if ((Test-FileCatalog -Path $module -CatalogFilePath $catalog) -ne 'Valid') {
        throw 'The files of the module are not those of the catalog that was just made of them.'
    }
}

function Invoke-Clean([string] $Configuration) {
    Invoke-Dotnet 'clean', $solution, '--configuration', $Configuration
    Clear-Output
}

switch ($Task) {
    'Build' { Invoke-Build $Configuration; Get-Item -LiteralPath $module }
    'Test' { Invoke-Build $Configuration; Invoke-Test $Configuration; Invoke-Spec }
    'Spec' { Invoke-Spec }
    'Check' { Invoke-Check }
    'Demo' { Invoke-Build $Configuration; Invoke-Demo }
    'Package' { Invoke-Package $Configuration }
    'Pack' { Invoke-Pack }
    'Clean' { Invoke-Clean $Configuration }
}
