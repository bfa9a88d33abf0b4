namespace Funding.Domain.Refusing;

/// <summary>One thing wrong with what was asked.</summary>
/// <param name="Pointer">JSON pointer to the member at fault, such as <c>/instalments/0/amount</c>.</param>
/// <param name="Message">What is wrong, in French, for the person who typed it.</param>
public sealed record Fault(string Pointer, string Message);
