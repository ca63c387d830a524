@{
    RootModule = 'RunCommandPS.dll'
    ModuleVersion = '0.1.0'
}
