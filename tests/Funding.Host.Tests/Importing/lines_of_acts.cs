using System.Text;
using Funding.Domain.Rights;
using Funding.Host.Api.Acts;
using Funding.Host.Importing.Acts;
using Funding.Host.Reference;
using Microsoft.AspNetCore.Routing;

namespace Funding.Host.Tests.Importing;

public class lines_of_acts
{
    private const string Officer = """{"role":"ars-officer","user":"a.martin","region":"53"}""";
    private const string Cpts = "11111111-1111-4111-8111-111111111111";

    public static TheoryData<string> Patterns => [.. ActRoutes.All.Select(route => route.Pattern)];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void every_act_of_the_api_is_found_at_its_address_with_its_parts(string pattern)
    {
        var parts = pattern.Split('/').Where(part => part[0] == '{').Select(part => part.Trim('{', '}')).ToList();

        var found = ActAddress.Find("/" + parts.Aggregate(pattern, (address, part) => address.Replace($"{{{part}}}", $"its-{part}", StringComparison.Ordinal)));

        found!.Value.Route.Pattern.ShouldBe(pattern);
        found.Value.Path.ShouldBe(parts.Select(part => KeyValuePair.Create(part, (object?)$"its-{part}")), ignoreOrder: true);
    }

    [Theory]
    [InlineData("cpts")]
    [InlineData("/cpts/")]
    [InlineData("/CPTS")]
    [InlineData("/api/v1/cpts")]
    [InlineData("/cpts//changes")]
    [InlineData("/cpts/1/changes/")]
    [InlineData("/health/live")]
    [InlineData("")]
    public void nothing_is_at_any_other_address(string address) => ActAddress.Find(address).ShouldBeNull();

    [Fact]
    public void a_line_is_the_act_of_its_author()
    {
        var (line, faults) = Read(Line($$"""{ "role": "cpts", "user": "presidente", "cpts": "{{Cpts}}" }""", $"/cpts/{Cpts}/health-project", """{"effectiveDate":"2019-10-15","reference":"PS-1"}"""));

        faults.ShouldBeEmpty();
        (line!.Key, line.Route.Pattern, line.Actor.Subject, line.Actor.Role, line.Actor.CptsId, line.Actor.Issuer).ShouldBe(("SI-1", "cpts/{id}/health-project", "presidente", Role.Cpts, Guid.Parse(Cpts), "cpts-funding-local"));
        line.Path.ShouldBe(new RouteValueDictionary { ["id"] = Cpts });
        line.Body.MaybeValue(Common.EffectiveDate).ShouldBe(new DateOnly(2019, 10, 15));
        line.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void departments_narrow_the_region_of_its_author()
        => Read(Line("""{"role":"am-officer","user":"f.durand","region":"53","departments":["29","35"]}""")).Line!.Actor.Departments.ShouldBe(["29", "35"]);

    [Theory]
    [InlineData("not JSON", "{\"key\":", "")]
    [InlineData("two objects", "{} {}", "")]
    [InlineData("a list", "[]", "")]
    [InlineData("a comment", "{} // rien", "")]
    [InlineData("a member twice", "{\"key\":\"a\",\"key\":\"b\"}", "")]
    [InlineData("nothing in it", "{}", "/key /act /actor")]
    [InlineData("an unknown member", """{"key":"a","act":"/cpts","actor":{"role":"admin","user":"a","region":"*"},"cpts":"x"}""", "/cpts")]
    [InlineData("a number for a key", """{"key":1,"act":"/cpts","actor":{"role":"admin","user":"a","region":"*"}}""", "/key")]
    [InlineData("nobody", """{"key":"a","act":"/cpts","actor":{}}""", "/actor/role /actor/user")]
    [InlineData("a body that is no object", """{"key":"a","act":"/cpts","actor":{"role":"admin","user":"a","region":"*"},"body":[]}""", "/body")]
    public void a_line_that_is_no_act_is_told_where_all_at_once(string what, string line, string places)
        => Read(line).Faults.Select(fault => fault.Pointer).ShouldBe(places.Split(' '), what);

    [Theory]
    [InlineData("an unknown role", """{"role":"boss","user":"a","region":"53"}""", "/actor/role")]
    [InlineData("no region", """{"role":"ars-officer","user":"a"}""", "/actor/region")]
    [InlineData("a region of nowhere", """{"role":"ars-officer","user":"a","region":"99"}""", "/actor/region")]
    [InlineData("a department elsewhere", """{"role":"am-officer","user":"a","region":"53","departments":["69"]}""", "/actor/departments")]
    [InlineData("a CPTS without its id", """{"role":"cpts","user":"a"}""", "/actor/cpts")]
    [InlineData("spaces around the user", """{"role":"ars-officer","user":"a ","region":"53"}""", "/actor/user")]
    [InlineData("a user with a control character", """{"role":"ars-officer","user":"a\u0007","region":"53"}""", "/actor/user")]
    public void an_author_whom_no_token_could_name_is_refused(string what, string actor, string place)
        => Read(Line(actor)).Faults.Select(fault => fault.Pointer).ShouldBe([place], what);

    [Theory]
    [InlineData("/cpts/1/changes")]
    [InlineData($"/cpts/{Cpts}/commitments/é/payments")]
    [InlineData("/fir-envelopes/99/2019/cpts-share")]
    [InlineData("/virements")]
    public void an_address_of_nothing_is_refused(string address) => Read(Line(Officer, address)).Faults.Select(fault => fault.Pointer).ShouldBe(["/act"]);

    [Fact]
    public void a_body_of_another_act_is_refused_as_by_http()
        => Read(Line(Officer, body: """{"effectiveDate":"2019-10-15","amount":1}""")).Faults.Select(fault => fault.Pointer).ShouldBe(["/amount"]);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"effectiveDate\":null}")]
    [InlineData(null)]
    public void an_act_without_its_date_is_not_made_today(string? body) => Read(Line(Officer, body: body)).Line!.Faults.ShouldBe([new("/effectiveDate", "Un acte importé porte sa date.")]);

    [Fact]
    public void values_that_are_wrong_are_left_to_the_rules_and_told_with_theirs()
        => Read(Line(Officer, body: """{"effectiveDate":"2019-02-30","reference":" "}""")).Line!.Faults.Select(fault => fault.Pointer).ShouldBe(["/effectiveDate", "/reference"]);

    [Fact]
    public void a_key_stands_for_one_address_and_one_body()
    {
        var first = Read(Line(Officer)).Line!.Idempotency;
        Read(Line(Officer.Replace("a.martin", "h.petit", StringComparison.Ordinal))).Line!.Idempotency.ShouldBe(first);
        Read(Line(Officer, body: """{"effectiveDate":"2019-10-16"}""")).Line!.Idempotency.ShouldNotBe(first);
        Read(Line(Officer, $"/cpts/{Cpts}/letter-of-intent/refusal")).Line!.Idempotency.ShouldNotBe(first);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\n \r\n\t", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\nb\n", "1:a 2:b")]
    [InlineData("\uFEFFa\r\n\r\nb", "1:a 3:b")]
    public void lines_are_numbered_as_an_editor_does(string file, string lines)
        => string.Join(' ', ActFile.LinesOf(Encoding.UTF8.GetBytes(file)).Select(line => $"{line.Number}:{Encoding.UTF8.GetString(line.Bytes.Span).TrimEnd()}")).ShouldBe(lines);

    private static string Line(string actor, string address = $"/cpts/{Cpts}/letter-of-intent/acceptance", string? body = """{"effectiveDate":"2019-10-15"}""")
        => $$"""{ "key": "SI-1", "act": "{{address}}", "actor": {{actor}}{{(body is null ? "" : $", \"body\": {body}")}} }""";

    private static (ActLine? Line, IReadOnlyList<Domain.Refusing.Fault> Faults) Read(string line) => ActLineReader.Read(Encoding.UTF8.GetBytes(line), ReferenceData.Current);
}
