using Funding.Engine.Ledger;

namespace Funding.Host.Tests.Ledger;

/// <summary>Vectors of RFC 8785 and its appendix B, and ours.</summary>
public sealed class canonical_json
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("-5e-324", "-5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("-1.7976931348623157e308", "-1.7976931348623157e+308")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("-9007199254740992", "-9007199254740992")]
    [InlineData("295147905179352830000", "295147905179352830000")]
    [InlineData("9.999999999999997e22", "9.999999999999997e+22")]
    [InlineData("1e23", "1e+23")]
    [InlineData("1.0000000000000001e23", "1.0000000000000001e+23")]
    [InlineData("999999999999999700000", "999999999999999700000")]
    [InlineData("999999999999999900000", "999999999999999900000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("9.999999999999997e-7", "9.999999999999997e-7")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("333333333.33333329", "333333333.3333333")]
    [InlineData("333333333.3333332", "333333333.3333332")]
    [InlineData("333333333.33333343", "333333333.33333343")]
    [InlineData("-0.0000033333333333333333", "-0.0000033333333333333333")]
    [InlineData("1424953923781206.2", "1424953923781206.2")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("1E30", "1e+30")]
    [InlineData("0.000000000000000000000000001", "1e-27")]
    [InlineData("45000.50", "45000.5")]
    [InlineData("45000.00", "45000")]
    [InlineData("9999999999999.99", "9999999999999.99")]
    [InlineData("999999999999999", "999999999999999")]
    [InlineData("-1234567890123.45", "-1234567890123.45")]
    [InlineData("0.07", "0.07")]
    public void a_number_is_written_as_ecmascript_does(string json, string canonical) => CanonicalJson.Of(json).ShouldBe(canonical);

    [Fact]
    public void every_amount_of_fifteen_digits_stays_exact()
    {
        var random = new Random(8785);
        for (var i = 0; i < 20_000; i++)
        {
            var euros = new decimal(random.NextInt64(-999_999_999_999_999, 1_000_000_000_000_000)) / 100m;
            CanonicalJson.Of(euros.ToString(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(euros.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void what_is_not_a_number_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => CanonicalJson.Number(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => CanonicalJson.Number(double.PositiveInfinity));
    }

    [Fact]
    public void strings_are_escaped_as_little_as_possible()
        => CanonicalJson.Of("""{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false],"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]}""")
            .ShouldBe("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");

    [Fact]
    public void members_are_sorted_by_their_utf16_units()
        => CanonicalJson.Of("""{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}""")
            .ShouldBe("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");

    [Fact]
    public void nested_members_are_sorted_arrays_are_not_and_null_members_are_left_out()
        => CanonicalJson.Of("""{ "b": { "z": 1, "a": [ 3, 1, {"y":null,"x":[]} ] }, "": {}, "a" : null }""").ShouldBe("""{"":{},"b":{"a":[3,1,{"x":[]}],"z":1}}""");

    [Fact]
    public void canonical_is_canonical_again()
    {
        const string Json = """{"b":[1.50,"\u00e9\ud83d\ude00\t"],"a":{"d":-0,"c":true}}""";
        CanonicalJson.Of(CanonicalJson.Of(Json)).ShouldBe(CanonicalJson.Of(Json));
    }
}
