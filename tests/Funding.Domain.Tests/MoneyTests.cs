namespace Funding.Domain.Tests;

public class MoneyTests
{
    [Theory]
    [InlineData("0.01", 1L)]
    [InlineData("-0.01", -1L)]
    [InlineData("1.10", 110L)]
    [InlineData("9999999999999.99", 999_999_999_999_999L)]
    public void Euros_are_kept_to_the_cent(string euros, long cents)
        => Money.Euros(decimal.Parse(euros, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(new Money(cents));

    [Theory]
    [InlineData("0.001")]
    [InlineData("100.005")]
    [InlineData("10000000000000")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    public void More_than_two_decimals_or_fifteen_digits_are_never_rounded(string euros)
        => Should.Throw<ArgumentOutOfRangeException>(() => Money.Euros(decimal.Parse(euros, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void An_overflow_is_never_silent()
    {
        Should.Throw<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Should.Throw<OverflowException>(() => new Money(long.MinValue) - new Money(1));
        Should.Throw<OverflowException>(() => -new Money(long.MinValue));
    }

    [Fact]
    public void It_is_written_with_two_decimals_and_a_point() => (Euros(1234.5m).ToString(), Euros(-0.07m).ToString()).ShouldBe(("1234.50", "-0.07"));
}
