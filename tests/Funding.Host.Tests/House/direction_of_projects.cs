using System.Xml.Linq;

namespace Funding.Host.Tests.House;

/// <summary>Unit. Who knows whom: the domain knows nobody, the engine nobody who uses it, and Marten is known to the host alone.</summary>
public sealed class direction_of_projects
{
    [Theory]
    [InlineData("Funding.Domain")]
    [InlineData("Funding.Engine", "Funding.Domain")]
    [InlineData("Funding.Marten", "Funding.Engine")]
    [InlineData("Funding.Host", "Funding.Domain", "Funding.Engine", "Funding.Marten")]
    public void a_project_references_those_below_it_only(string project, params string[] below)
        => Elements(project, "ProjectReference").Select(it => Path.GetFileNameWithoutExtension(it)).ShouldBe(below);

    [Fact]
    public void the_domain_has_no_package() => Elements("Funding.Domain", "PackageReference").ShouldBeEmpty();

    private static IEnumerable<string> Elements(string project, string name)
        => XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj")).Descendants(name).Select(it => it.Attribute("Include")!.Value);
}
