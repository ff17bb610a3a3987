# A bank of accounts: deposit, withdraw, transfer, refuse.
import sys


class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
        self.history = []

    def deposit(self, amount):
        self.balance += amount
        self.history.append(amount)

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f"{self.owner} has only {self.balance}")
        self.balance -= amount
        self.history.append(-amount)


class Bank:
    def __init__(self):
        self.accounts = {}
        self.refused = 0

    def open_account(self, owner, balance):
        self.accounts[owner] = Account(owner, balance)

    def transfer(self, source, target, amount):
        try:
            self.accounts[source].withdraw(amount)
            self.accounts[target].deposit(amount)
        except ValueError as error:
            self.refused += 1

    def total(self):
        total = 0
        for account in self.accounts.values():
            total += account.balance
        return total


n = int(sys.argv[1]) if len(sys.argv) > 1 else 150000
bank = Bank()
owners = ["ada", "alan", "grace", "edsger", "barbara"]
for owner in owners:
    bank.open_account(owner, 1000)
for i in range(n):
    bank.transfer(owners[i % 5], owners[(i * 3 + 1) % 5], i * 7 % 400)
for owner in sorted(bank.accounts.keys()):
    account = bank.accounts[owner]
    print(owner, account.balance, len(account.history))
print(bank.refused, bank.total())
