@{
    RootModule           = 'RunCommandPS.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '484f5044-f3b9-4cbd-8b16-d688a75cffe0'
    Author               = 'RunCommandPS contributors'
    CompanyName          = 'RunCommandPS contributors'
    Copyright            = '(c) RunCommandPS contributors. MIT license.'
    Description          = 'Runs commands on fleets of AWS-managed nodes: AWS Systems Manager Run Command for PowerShell, with pipeline input, validation from the API reference, typed results, precise errors and an embedded endpoint to try it all out on.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.4'
    TypesToProcess       = @('RunCommandPS.Types.ps1xml')
    FormatsToProcess     = @('RunCommandPS.Format.ps1xml')
    # With commas: the engine reads such a list as data, while one by lines makes it compile a script at every import.
    CmdletsToExport      = @(
        'Export-RunCommandReport',
        'Get-RunCommand',
        'Get-RunCommandDocument',
        'Get-RunCommandInvocation',
        'Get-RunCommandNode',
        'Get-RunCommandRollout',
        'Get-RunCommandSimulator',
        'Invoke-RunCommand',
        'Receive-RunCommandOutput',
        'Remove-RunCommandRollout',
        'Restart-RunCommand',
        'Resume-RunCommandRollout',
        'Send-RunCommand',
        'Set-RunCommandSimulator',
        'Start-RunCommandSimulator',
        'Stop-RunCommand',
        'Stop-RunCommandSimulator',
        'Test-RunCommand',
        'Wait-RunCommand',
        'Wait-RunCommandNode'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('AWS', 'SSM', 'SystemsManager', 'RunCommand', 'SendCommand', 'EC2', 'Fleet', 'Automation', 'Simulator',
                'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://github.com/runcommandps/RunCommandPS/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/runcommandps/RunCommandPS'
            ReleaseNotes = 'https://github.com/runcommandps/RunCommandPS/blob/main/CHANGELOG.md'
        }
    }
}
