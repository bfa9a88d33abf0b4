using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Funding.Domain.Tests;

/// <summary>The rules depend on nothing but what they are told: no package, clock, fresh id, chance, file, network or binary fraction.</summary>
public class PurityTests
{
    private static readonly Assembly Domain = typeof(CptsEvent).Assembly;

    /// <summary>Members of the framework that would make a decision depend on more than its arguments.</summary>
    private static readonly string[] Forbidden =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.TimeZoneInfo.get_Local", "System.TimeZoneInfo.FindSystemTimeZoneById", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Globalization.CultureInfo.get_CurrentCulture",
    ];

    private static readonly string[] ForbiddenTypes =
    [
        "System.Random", "System.Security.Cryptography.", "System.Diagnostics.Stopwatch", "System.TimeProvider", "System.Environment.get_Tick", "System.Environment.get_Machine", "System.Environment.GetEnvironment", "System.IO.", "System.Net.", "System.Threading.Thread", "System.Threading.Timer",
        "System.Threading.Tasks.", "System.Console", "System.Double", "System.Single", "System.Half", "System.Math.Pow", "System.MathF",
    ];

    [Fact]
    public void The_project_references_no_package_and_no_project()
    {
        var project = XDocument.Load(Path.Combine(Root(), "src", "Funding.Domain", "Funding.Domain.csproj"));
        project.Descendants().Select(element => element.Name.LocalName).Where(name => name.EndsWith("Reference", StringComparison.Ordinal) || name == "Import").ShouldBeEmpty();
    }

    [Fact]
    public void The_assembly_references_the_framework_alone()
        => Domain.GetReferencedAssemblies().Select(reference => reference.Name).ShouldAllBe(name => name!.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void No_code_calls_a_clock_a_source_of_ids_or_chance_or_the_outside_world()
    {
        var called = MembersCalled().ToList();
        called.Count.ShouldBeGreaterThan(100, "the scan must see the calls");
        called.Where(name => Forbidden.Contains(name) || ForbiddenTypes.Any(type => name.StartsWith(type, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void The_scan_would_see_a_forbidden_call()
    {
        // This test assembly makes such calls itself: the same scan finds them here.
        MembersCalled(typeof(PurityTests).Assembly).ShouldContain("System.Guid.NewGuid");
    }

    [Fact]
    public void No_member_is_a_binary_fraction_or_can_change()
    {
        var fields = Domain.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)).ToList();
        fields.Where(field => field.FieldType == typeof(double) || field.FieldType == typeof(float) || field.FieldType == typeof(double?) || field.FieldType == typeof(float?)).ShouldBeEmpty();
        var own = fields.Where(field => !field.DeclaringType!.FullName!.Contains('<', StringComparison.Ordinal)); // not what the compiler makes of iterators and closures
        own.Where(field => !field.IsInitOnly && !field.IsLiteral && !field.DeclaringType!.IsEnum).Select(field => $"{field.DeclaringType}.{field.Name}").ShouldBeEmpty();
    }

    private static IEnumerable<string> MembersCalled(Assembly? assembly = null)
    {
        using var file = new PEReader(File.OpenRead((assembly ?? Domain).Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(metadata.GetMemberReference).Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => (Type: metadata.GetTypeReference((TypeReferenceHandle)member.Parent), Member: metadata.GetString(member.Name)))
            .Select(member => $"{metadata.GetString(member.Type.Namespace)}.{metadata.GetString(member.Type.Name)}.{member.Member}")];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Funding.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
