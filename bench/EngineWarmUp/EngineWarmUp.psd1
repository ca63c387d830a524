# No code: what has the engine read a manifest, a types file and a format file once, before an import is measured.
@{
    ModuleVersion        = '1.0.0'
    GUID                 = '0d7a6b6e-3a6d-4f0e-8f53-51a0a3a4b0d2'
    Author               = 'RunCommandPS contributors'
    Description          = 'Warms up the engine.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.4'
    TypesToProcess       = @('EngineWarmUp.Types.ps1xml')
    FormatsToProcess     = @('EngineWarmUp.Format.ps1xml')
    CmdletsToExport      = @('None', 'Nothing')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{ PSData = @{ Tags = @('One', 'Two'); ProjectUri = 'https://example.com' } }
}
