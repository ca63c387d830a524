@{
    RootModule           = 'EmptyModule.dll'
    ModuleVersion        = '1.0.0'
    GUID                 = '6c1f2f5e-7f0e-4a57-9f53-2d4a5f1f7c55'
    Author               = 'RunCommandPS contributors'
    Description          = 'Does nothing.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.4'
    CmdletsToExport      = @('Get-Nothing')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
}
