using System.Text;
using Funding.Domain;
using Funding.Host.Api.Acts;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Tests.Api;

public class BodyReaderTests
{
    private const string Good = """{"id":"fir-1","budgetYear":2024,"amount":45000.50,"purpose":"Ingénierie","instalments":[{"dueOn":"2024-02-29","amount":45000.5}]}""";

    private static readonly IReadOnlyList<Field> Grant = ActRoutes.All.Single(route => route.Pattern == "cpts/{id}/fir-grants").Fields;

    [Fact]
    public void A_good_body_has_no_finding() => Both(Read(Good)).ShouldBe("|");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{} {}")]
    [InlineData("{}x")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{/* */}")]
    [InlineData("{\"amount\":1,\"amount\":2}")]
    [InlineData("{\"amount\":1,\"am\\u006funt\":2}")]
    [InlineData("{\"amount\":NaN}")]
    [InlineData("{\"amount\":01}")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}")]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"\\ud800\":1}")]
    public void What_is_not_one_strict_JSON_object_is_misshapen(string json) => Read(json).Shape.ShouldBe([""]);

    [Fact]
    public void Bytes_that_are_no_UTF8_are_misshapen()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        bytes[Array.IndexOf(bytes, (byte)0xA9)] = (byte)'(';
        var findings = new Findings();
        BodyReader.Parse(bytes, Grant, findings);
        findings.Shape.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"amount\":45000.50", "\"amount\":\"45000.50\"", "/amount")]
    [InlineData("\"amount\":45000.50", "\"amount\":true", "/amount")]
    [InlineData("\"budgetYear\":2024", "\"budgetYear\":\"2024\"", "/budgetYear")]
    [InlineData("\"purpose\":\"Ingénierie\"", "\"purpose\":12", "/purpose")]
    [InlineData("\"dueOn\":\"2024-02-29\"", "\"dueOn\":20240229", "/instalments/0/dueOn")]
    [InlineData("\"id\":\"fir-1\"", "\"fir\":1", "/fir")]
    [InlineData("\"id\":\"fir-1\"", "\"a/b~c\":1", "/a~1b~0c")]
    [InlineData("\"id\":\"fir-1\"", "\"ID\":\"fir-1\"", "/ID")]
    [InlineData("[{\"dueOn\":\"2024-02-29\",\"amount\":45000.5}]", "{}", "/instalments")]
    [InlineData("[{\"dueOn\":\"2024-02-29\",\"amount\":45000.5}]", "[1]", "/instalments/0")]
    [InlineData("[{\"dueOn\":\"2024-02-29\",\"amount\":45000.5}]", "[null]", "/instalments/0")]
    [InlineData("\"amount\":45000.5}", "\"amount\":45000.5,\"more\":1}", "/instalments/0/more")]
    public void A_wrong_type_or_an_unknown_member_is_misshapen(string good, string bad, string pointer)
    {
        Good.ShouldContain(good);
        Read(Good.Replace(good, bad, StringComparison.Ordinal)).Shape.ShouldBe([pointer]);
    }

    [Theory]
    [InlineData("\"amount\":45000.50", "\"amount\":45000.501", "/amount")]
    [InlineData("\"amount\":45000.50", "\"amount\":1e400", "/amount")]
    [InlineData("\"amount\":45000.50", "\"amount\":1e-400", "/amount")]
    [InlineData("\"amount\":45000.50", "\"amount\":10000000000000", "/amount")]
    [InlineData("\"amount\":45000.50", "\"amount\":-99999999999999999999999999999999999", "/amount")]
    [InlineData("\"amount\":45000.50", "\"amount\":null", "/amount")]
    [InlineData("\"budgetYear\":2024", "\"budgetYear\":2024.5", "/budgetYear")]
    [InlineData("\"budgetYear\":2024", "\"budgetYear\":99999999999", "/budgetYear")]
    [InlineData("\"purpose\":\"Ingénierie\",", "", "/purpose")]
    [InlineData("\"purpose\":\"Ingénierie\"", "\"purpose\":\" \\t\\n\"", "/purpose")]
    [InlineData("\"purpose\":\"Ingénierie\"", "\"purpose\":\"\"", "/purpose")]
    [InlineData("\"purpose\":\"Ingénierie\"", "\"purpose\":\"a\\u0000b\"", "/purpose")]
    [InlineData("\"purpose\":\"Ingénierie\"", "\"purpose\":\"a\\ud800b\"", "/purpose")]
    [InlineData("\"purpose\":\"Ingénierie\"", "\"purpose\":\"a\\udc00\"", "/purpose")]
    [InlineData("\"id\":\"fir-1\"", "\"id\":\"fir 1\"", "/id")]
    [InlineData("\"id\":\"fir-1\"", "\"id\":\"fir-1\\n\"", "/id")]
    [InlineData("\"id\":\"fir-1\"", "\"id\":\"..\"", "/id")]
    [InlineData("\"id\":\"fir-1\"", "\"id\":\"é\"", "/id")]
    [InlineData("2024-02-29", "2023-02-29", "/instalments/0/dueOn")]
    [InlineData("2024-02-29", "29/02/2024", "/instalments/0/dueOn")]
    [InlineData("2024-02-29", "2024-2-29", "/instalments/0/dueOn")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00Z", "/instalments/0/dueOn")]
    [InlineData("\"dueOn\":\"2024-02-29\",", "", "/instalments/0/dueOn")]
    [InlineData("\"amount\":45000.5}", "\"amount\":45000.5,\"kind\":\"Whole\"}", "/instalments/0/kind")]
    public void A_value_that_cannot_be_is_invalid(string good, string bad, string pointer)
    {
        Good.ShouldContain(good);
        Both(Read(Good.Replace(good, bad, StringComparison.Ordinal))).ShouldBe("|" + pointer);
    }

    [Fact]
    public void All_faults_come_at_once()
        => Read("""{"budgetYear":1.5,"amount":0.001,"purpose":" ","instalments":[{"dueOn":"x"}]}""").Values
            .ShouldBe(["/budgetYear", "/amount", "/purpose", "/instalments/0/dueOn", "/instalments/0/amount"]);

    [Fact]
    public void Lengths_are_bounded()
        => Read(Good.Replace("Ingénierie", new string('x', 501), StringComparison.Ordinal).Replace("fir-1", new string('x', 65), StringComparison.Ordinal)).Values.ShouldBe(["/id", "/purpose"]);

    [Fact]
    public void Too_many_faults_are_not_all_told()
    {
        var json = "{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"m{i}\":1")) + "}";
        Read(json).Shape.Length.ShouldBe(Findings.Most);
    }

    [Fact]
    public void No_body_stands_for_an_empty_object_where_nothing_is_required()
    {
        var findings = new Findings();
        BodyReader.Parse(ReadOnlyMemory<byte>.Empty, Common.With(), findings);
        (findings.Shape.Count, findings.Values.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void Texts_are_kept_as_typed_and_amounts_exactly()
    {
        var (name, amount) = (new TextField("name", "", 10), new MoneyField("amount", ""));
        var body = BodyReader.Parse(Encoding.UTF8.GetBytes("""{"name":"  é 😀 ","amount":0.1}"""), [name, amount], new Findings());
        (body.Of(name), body.Of(amount)).ShouldBe(("  é 😀 ", new Money(10)));
    }

    private static string Both((string[] Shape, string[] Values) found) => string.Join(' ', found.Shape) + "|" + string.Join(' ', found.Values);

    private static (string[] Shape, string[] Values) Read(string json)
    {
        var findings = new Findings();
        BodyReader.Parse(Encoding.UTF8.GetBytes(json), Grant, findings);
        return ([.. findings.Shape.Select(fault => fault.Pointer)], [.. findings.Values.Select(fault => fault.Pointer)]);
    }
}
