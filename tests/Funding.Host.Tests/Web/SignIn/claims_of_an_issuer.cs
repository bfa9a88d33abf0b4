using System.Security.Claims;
using Funding.Host.Hosting;
using Funding.Host.Security;
using Microsoft.Extensions.Configuration;

namespace Funding.Host.Tests.Web.SignIn;

/// <summary>Unit. What an external issuer says, in our words.</summary>
public sealed class claims_of_an_issuer
{
    [Fact]
    public void are_mapped_as_the_settings_say_and_nothing_else_is_taken()
    {
        var mapped = Map(
            [("Role", "groups"), ("Roles:ArsOfficer:0", "cn=agents,ou=ars"), ("Roles:ArsOfficer:1", "agents"), ("Roles:Auditor:0", "cdc"), ("Region", "organization"), ("Regions:84:0", "ars-ara"), ("Regions:nation:0", "cdc"), ("Name", "given_name usual_name")],
            ("groups", "cn=agents,ou=ars"), ("groups", "agents"), ("groups", "printers"), ("role", "admin"), ("organization", "ars-ara"), ("region", "53"), ("given_name", "Jeanne"), ("usual_name", "Le Goff"), ("name", "J."));

        mapped.ShouldBe(["sub jeanne", "role ars-officer", "region 84", "name Jeanne Le Goff"]);
    }

    [Fact]
    public void the_nation_has_a_name_of_its_own()
        => Map([("Regions:nation:0", "cdc")], ("role", "auditor"), ("region", "cdc")).ShouldBe(["sub jeanne", "role auditor", "region *"]);

    [Fact]
    public void are_taken_as_they_are_where_nothing_is_said_of_them()
        => Map([], ("role", "am-officer"), ("region", "84"), ("departments", "69 38"), ("cpts", "x"), ("name", "Jeanne"))
            .ShouldBe(["sub jeanne", "role am-officer", "region 84", "departments 69 38", "cpts x", "name Jeanne"]);

    private static IEnumerable<string> Map((string Key, string Value)[] settings, params IEnumerable<(string Type, string Value)> told)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(it => KeyValuePair.Create($"Funding:Auth:Claims:{it.Key}", (string?)it.Value)).Append(new("Funding:Auth:Authority", "https://fournisseur.example"))).Build();
        var principal = new ClaimsPrincipal(new ClaimsIdentity(told.Prepend(("sub", "jeanne")).Select(claim => new Claim(claim.Item1, claim.Item2))));
        return new ClaimsMapping(Configuration.Read(configuration)).Map(principal).Claims.Select(claim => $"{claim.Type} {claim.Value}");
    }
}
