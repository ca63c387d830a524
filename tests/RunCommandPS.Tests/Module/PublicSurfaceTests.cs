using System.Management.Automation;
using System.Reflection;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Module;

/// <summary>
/// What people's scripts can get hold of names only types of this module, of PowerShell and of the framework: never the SDK's.
/// </summary>
public sealed class PublicSurfaceTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly PowerShellEngine _engine = shared.Engine;

    [Fact]
    public void Signatures_name_no_type_of_an_isolated_assembly()
    {
        var named = Ours().SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(Named).Distinct().ToList();

        Assert.True(named.Count > 50, "There is nothing to look at.");
        Assert.All(named, type => Assert.True(
            type.Assembly.GetName().Name is { } name
                && (name is "RunCommandPS" or "RunCommandPS.Core" or "System.Management.Automation"
                    || name.StartsWith("System.", StringComparison.Ordinal)),
            $"{type} of {type.Assembly.GetName().Name}"));
    }

    [Fact]
    public void Neither_assembly_of_the_default_context_refers_to_the_SDK_or_to_its_neighbors() => Assert.All(
        Ours(),
        assembly => Assert.DoesNotContain(assembly.GetReferencedAssemblies(), reference =>
            reference.Name!.StartsWith("AWSSDK", StringComparison.Ordinal) || reference.Name == "YamlDotNet"));

    [Fact]
    public void The_domain_refers_to_the_framework_alone() => Assert.All(
        Core().GetReferencedAssemblies(),
        reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    private Assembly[] Ours()
    {
        var cmdlets = ((CmdletInfo)_engine.Run("Get-Command Send-RunCommand").Succeeded().Output[0].BaseObject).ImplementingType.Assembly;
        return [cmdlets, Core()];
    }

    private static Assembly Core() => Assembly.Load("RunCommandPS.Core");

    private static IEnumerable<Type> Named(Type type) =>
        type.GetInterfaces().Prepend(type.BaseType ?? typeof(object))
            .Concat(type.GetMembers(Declared).Where(IsVisible).SelectMany(Named))
            .Concat(type.GetCustomAttributesData().Select(attribute => attribute.AttributeType))
            .SelectMany(Parts);

    private static IEnumerable<Type> Named(MemberInfo member) => member switch
    {
        MethodBase method =>
            method.GetParameters().Select(parameter => parameter.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
        PropertyInfo property =>
            [property.PropertyType, .. property.GetCustomAttributesData().Select(attribute => attribute.AttributeType)],
        FieldInfo field => [field.FieldType],
        EventInfo happening => [happening.EventHandlerType!],
        _ => [],
    };

    // Protected members count: cmdlets have their work in them.
    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors().Length > 0,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo => true,
        _ => false,
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? []
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition())
        : [type];
}
