using Funding.Host.Notifications.Delivering;

namespace Funding.Host.Tests.Notifications.Delivering;

/// <summary>Unit. What an attempt leads to, for the message and for its lane; chance is 1, so that waits are their bounds.</summary>
public sealed class judging_attempts
{
    private static readonly RetryPolicy Policy = new(new Backoff(Seconds(10), Seconds(100)), MaxAttempts: 8, GiveUpAfter: TimeSpan.FromDays(3));
    private static readonly PendingDelivery Fresh = new(1, Guid.NewGuid(), "smtp", Guid.NewGuid(), "cpts", Guid.NewGuid(), null, Attempts: 0, Failures: 0, TimeSpan.Zero);
    private static readonly Circuit HalfOpen = new(2, TimeSpan.Zero, "délai");

    [Fact]
    public void sent_closes_the_circuit() => Judge(Fresh, HalfOpen, new(SendOutcomeKind.Sent)).ShouldBe(new Verdict(DeliveryState.Sent, 0, default, null, Circuit.Closed));

    [Fact]
    public void refused_is_a_dead_letter_at_once_and_the_peer_answers()
        => Judge(Fresh, HalfOpen, new(SendOutcomeKind.Refused, "non")).ShouldBe(new Verdict(DeliveryState.Dead, 1, default, "non", Circuit.Closed));

    [Fact]
    public void gone_is_discarded() => Judge(Fresh, Circuit.Closed, new(SendOutcomeKind.Gone, "fermé")).ShouldBe(new Verdict(DeliveryState.Discarded, 0, default, "fermé", Circuit.Closed));

    [Fact]
    public void a_message_that_fails_waits_twice_as_long_each_time_and_the_circuit_is_closed()
        => Judge(Fresh with { Attempts = 5, Failures = 1 }, HalfOpen, new(SendOutcomeKind.MessageFailed, "non")).ShouldBe(new Verdict(DeliveryState.Pending, 2, Seconds(20), "non", Circuit.Closed));

    [Theory]
    [InlineData(50, 50)] // what the peer asks for
    [InlineData(5, 10)] // never less than its turn
    [InlineData(5_000, 100)] // never more than the most
    public void a_peer_may_ask_for_more_time(int asked, int waited)
        => Judge(Fresh, Circuit.Closed, new(SendOutcomeKind.MessageFailed) { RetryAfter = Seconds(asked) }).Wait.ShouldBe(Seconds(waited));

    [Fact]
    public void the_eighth_failure_makes_a_dead_letter()
        => Judge(Fresh with { Failures = 7 }, Circuit.Closed, new(SendOutcomeKind.MessageFailed, "non")).ShouldBe(new Verdict(DeliveryState.Dead, 8, default, "non", Circuit.Closed));

    [Fact]
    public void a_failure_after_three_days_makes_a_dead_letter()
        => Judge(Fresh with { Age = TimeSpan.FromDays(3) }, HalfOpen, new(SendOutcomeKind.PeerFailed, "délai")).State.ShouldBe(DeliveryState.Dead);

    [Fact]
    public void a_peer_that_fails_opens_the_circuit_and_the_message_is_tried_after_others()
        => Judge(Fresh, Circuit.Closed, new(SendOutcomeKind.PeerFailed, "délai")).ShouldBe(new Verdict(DeliveryState.Pending, 1, Seconds(20), "délai", new Circuit(1, Seconds(10), "délai")));

    [Fact]
    public void a_peer_that_still_fails_is_left_alone_for_longer_and_its_failure_is_not_held_against_the_message()
        => Judge(Fresh with { Attempts = 30, Failures = 1 }, HalfOpen, new(SendOutcomeKind.PeerFailed, "délai")).ShouldBe(
            new Verdict(DeliveryState.Pending, 1, Seconds(50), "délai", new Circuit(3, Seconds(40), "délai")));

    [Fact]
    public void a_peer_that_breaks_at_one_message_only_makes_it_a_dead_letter()
    {
        var message = Fresh;
        for (var attempt = 1; attempt < Policy.MaxAttempts; attempt++)
        {
            var verdict = Judge(message, Circuit.Closed, new(SendOutcomeKind.PeerFailed, "délai"));
            verdict.State.ShouldBe(DeliveryState.Pending);
            message = message with { Attempts = attempt, Failures = verdict.Failures };
        }

        Judge(message, Circuit.Closed, new(SendOutcomeKind.PeerFailed, "délai")).State.ShouldBe(DeliveryState.Dead);
    }

    [Fact]
    public void a_fault_of_ours_is_a_dead_letter_by_its_type_and_says_nothing_of_the_peer()
        => Verdict.Fault(Fresh, HalfOpen, new FormatException("Camille")).ShouldBe(new Verdict(DeliveryState.Dead, 1, default, "Erreur interne (FormatException).", HalfOpen));

    [Fact]
    public void a_closed_circuit_lets_all_through_and_an_open_one_nothing()
    {
        PendingDelivery[] due = [Fresh, Fresh with { Number = 2 }];
        Circuit.Closed.Passes(due).ShouldBe(due);
        new Circuit(1, Seconds(5), "délai").Passes(due).ShouldBeEmpty();
    }

    [Fact]
    public void a_half_open_circuit_lets_through_the_message_tried_least_that_waits_for_no_other()
    {
        var (poison, behind, other) = (Fresh with { Attempts = 2 }, Fresh with { Number = 2 }, Fresh with { Number = 3, Ordering = "other", Attempts = 1 });

        HalfOpen.Passes([poison, behind, other]).ShouldBe([other]);
        HalfOpen.Passes([poison, behind]).ShouldBe([poison]);
        HalfOpen.Passes([poison with { Failures = 3 }, behind]).ShouldBe([behind]);
    }

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(3, 3, false)]
    [InlineData(0, 11, true)]
    [InlineData(0, 12, false)]
    public void others_wait_for_a_message_until_it_failed_three_times_or_was_tried_twelve(int failures, int attempts, bool blocks)
        => PendingDelivery.Blocks(failures, attempts).ShouldBe(blocks);

    private static Verdict Judge(PendingDelivery message, Circuit circuit, SendOutcome outcome) => Verdict.Of(message, circuit, outcome, Policy, () => 1);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
