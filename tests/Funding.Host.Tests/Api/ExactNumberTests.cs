using Funding.Host.Api.Bodies;

namespace Funding.Host.Tests.Api;

public class ExactNumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0.0", 0)]
    [InlineData("0e999999999999", 0)]
    [InlineData("45000.5", 4500050)]
    [InlineData("45000.50", 4500050)]
    [InlineData("4.50005e4", 4500050)]
    [InlineData("4500050E-2", 4500050)]
    [InlineData("1e13", 1_000_000_000_000_000)]
    [InlineData("-12.34", -1234)]
    [InlineData("0.1", 10)]
    [InlineData("9999999999999.99", 999_999_999_999_999)]
    [InlineData("100.000000000000000000000000000000", 10000)]
    public void A_number_is_read_to_the_cent_from_its_text(string json, long cents) => ExactNumber.Parse(json).InUnits(2).ShouldBe(cents);

    [Theory]
    [InlineData("0.001", 3, 0)]
    [InlineData("1e-400", 400, 0)]
    [InlineData("1e400", 0, 401)]
    [InlineData("1e99999999999999999999", 0, 1_000_000_001)]
    [InlineData("45000.00000000001", 11, 5)]
    public void What_no_amount_can_be_is_seen_before_it_is_computed(string json, long decimals, long whole)
    {
        var number = ExactNumber.Parse(json);
        (number.Decimals, number.WholeDigits).ShouldBe((decimals, whole));
    }
}
