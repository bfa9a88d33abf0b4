using Funding.Host.Api.Acts;
using Funding.Host.Web.Acts;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Tests.Web.Acts;

/// <summary>What the forms ask, held against what the acts take. No I/O.</summary>
public sealed class forms_of_acts
{
    /// <summary>What an act takes and its form leaves out: an id that nobody types.</summary>
    private static readonly string[] LeftOut = ["cpts id"];

    public static TheoryData<string> Patterns => new(ActRoutes.All.Select(route => route.Pattern));

    [Theory]
    [MemberData(nameof(Patterns))]
    public void ask_for_every_member_that_the_act_takes_and_for_no_other(string pattern)
    {
        var form = ActForms.Of(pattern);
        var asked = form.Fields.Select(input => input.Name).Order(StringComparer.Ordinal);
        var taken = form.Route.Fields.Select(field => field.Name).Where(name => !LeftOut.Contains($"{pattern} {name}")).Order(StringComparer.Ordinal);
        asked.ShouldBe(taken);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void say_what_is_required_as_the_act_does(string pattern)
    {
        var form = ActForms.Of(pattern);
        foreach (var input in form.Fields.Where(input => input is SingleInput))
            if (form.Route.Fields.Single(field => field.Name == input.Name).IsRequired) input.IsRequired.ShouldBeTrue($"{pattern}: {input.Name}");
    }

    [Fact]
    public void are_as_many_as_the_acts() => ActForms.All.Select(form => form.Pattern).Order(StringComparer.Ordinal).ShouldBe(ActRoutes.All.Select(route => route.Pattern).Order(StringComparer.Ordinal));

    [Fact]
    public void are_found_at_the_address_that_they_are_offered_at()
    {
        const string id = "0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01";
        var address = ActForms.Of("cpts/{id}/commitments/{commitmentId}/payments").Address(("id", id), ("commitmentId", "fir-1"));
        address.ShouldBe($"/actes/cpts/{id}/commitments/fir-1/payments");
        var (form, path) = ActForms.Find(address["/actes".Length..]).ShouldNotBeNull();
        form.Title.ShouldBe("Enregistrer un versement");
        path["commitmentId"].ShouldBe("fir-1");
    }
}
